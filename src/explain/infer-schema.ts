/** The type of the documents that a JSON Schema describes, as far as the schemas of this folder go. */
export type InferSchema<Schema> = Schema extends { readonly oneOf: readonly (infer One)[] }
  ? One extends unknown
    ? InferSchema<One>
    : never
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly items: infer Item }
      ? readonly InferSchema<Item>[]
      : Schema extends {
            readonly properties: infer Properties;
            readonly required: readonly (infer Required)[];
          }
        ? InferObject<Properties, Required>
        : Schema extends { readonly type: infer Type extends keyof Scalars }
          ? Scalars[Type]
          : never;

interface Scalars {
  readonly string: string;
  readonly number: number;
  readonly integer: number;
  readonly boolean: boolean;
}

type InferObject<Properties, Required> = {
  readonly [Key in Extract<keyof Properties, Required>]: InferSchema<Properties[Key]>;
} & {
  readonly [Key in Exclude<keyof Properties, Required>]?: InferSchema<Properties[Key]>;
};
