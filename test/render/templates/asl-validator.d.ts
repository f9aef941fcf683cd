declare module "asl-validator" {
  interface Result {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  }

  /** Adds defaults to the definition it is given. */
  export default function validate(
    definition: object,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ): Result;
}
