import { mkdirSync, writeFileSync } from "node:fs";

for (let folder = 0; folder < 5; folder++) {
  mkdirSync(`app/${folder}`, { recursive: true });
  for (let file = 0; file < 10; file++) {
    writeFileSync(`app/${folder}/${file}.ts`, "export const answer = 42;\n".repeat(40));
  }
}
