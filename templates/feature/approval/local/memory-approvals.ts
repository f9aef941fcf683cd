import type { ApprovalKey, Approvals, KeptApproval } from "../src/runtime/approvals.ts";

/** Keeps in memory what waits for an answer. */
export function memoryApprovals(): Approvals {
  const kept = new Map<string, KeptApproval>();
  const nameOf = ({ workflowId, step }: ApprovalKey) => `${workflowId} ${step}`;
  return {
    open: async (request, token) => void kept.set(nameOf(request), { token }),
    find: async (key) => kept.get(nameOf(key)),
    async close(key, answer) {
      const approval = kept.get(nameOf(key));
      if (approval) kept.set(nameOf(key), { ...approval, answer });
    },
  };
}
