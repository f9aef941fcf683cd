export type Status = "succeeded" | "failed" | "compensated" | "compensation-failed";
