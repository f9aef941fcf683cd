interface WithResolvers {
  withResolvers?: unknown;
}

/** Node 20 lacks what the local engine needs. */
(Promise as WithResolvers).withResolvers ??= () => {
  const parts: Record<string, unknown> = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
