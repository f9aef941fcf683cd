declare module "asl-validator" {
  interface Options {
    checkPaths?: boolean;
    checkArn?: boolean;
  }

  interface Result {
    isValid: boolean;
    errorsText(separator?: string): string;
  }

  /** Adds defaults to the definition it is given. */
  export default function validate(definition: object, options?: Options): Result;
}
