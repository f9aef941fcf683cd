import { OLD_README } from "../../project/among-files.ts";
import { areJoined } from "../../project/disk/target.ts";
import { sentence } from "../../workflow/findings/finding.ts";
import type { Ask } from "../ask.ts";
import { placeName } from "./place-name.ts";

const SHOWN = 6;

/** Asks whether a project is to be made among the files of a directory. */
export function askToJoin(ask: Ask, named: string, names: readonly string[]): Promise<boolean> {
  const shown = names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? ", and more" : "");
  const place = placeName(named);
  const becomes = [
    ...(names.includes("README.md") ? [`README.md is kept as ${OLD_README}`] : []),
    ...(names.includes(".gitignore") ? [".gitignore gets lines"] : []),
    "nothing else of yours is changed",
  ];
  return ask.yesNo({
    message: `${place === named ? named : sentence(place)} has files: ${shown}. Make the project among them? (${becomes.join("; ")})`,
    default: areJoined(names),
  });
}
