import { dirname, join } from "node:path";
import { descriptions } from "../../targets/descriptions.ts";
import { INFRASTRUCTURES, type Infrastructure } from "../../targets/names.ts";
import { DEFAULTS } from "../../workflow/defaults.ts";
import { hostRepository, namesIn, type Reader } from "./host-repository.ts";

/** A tool that a repository is deployed with already. */
export interface HostInfrastructure {
  readonly infrastructure: Infrastructure;
  /** The file that says so, absolute. */
  readonly file: string;
}

/** Folders that repositories have what they deploy in, beside the code or beside other packages. */
const FOLDERS = ["infra", "infrastructure", "terraform", "cdk", "iac", "deploy", "deployment"];
const PACKAGES = ["packages", "apps", "services"];

/** The default comes last: people also use the SAM CLI to run locally what the CDK or Terraform deploys. */
const BY_TELLING = [
  ...INFRASTRUCTURES.filter((name) => name !== DEFAULTS.infrastructure),
  DEFAULTS.infrastructure,
];

/**
 * Returns the tools that the repository around a directory is deployed with, once each, the nearest first. The
 * directory need not be there; in no repository, only it is looked into.
 */
export function hostInfrastructures(root: string, fs: Reader): HostInfrastructure[] {
  const top = hostRepository(root, fs)?.top ?? root;
  const found = new Map<Infrastructure, HostInfrastructure>();
  for (const directory of upwards(root, top)) {
    for (const host of usedIn(directory, fs)) {
      if (!found.has(host.infrastructure)) found.set(host.infrastructure, host);
    }
  }
  return [...found.values()];
}

const upwards = (directory: string, top: string): string[] =>
  directory === top ? [top] : [directory, ...upwards(dirname(directory), top)];

function usedIn(directory: string, fs: Reader): HostInfrastructure[] {
  const names = namesIn(directory, fs);
  const foldersIn = (parent: string, inside: readonly string[]) =>
    FOLDERS.filter((folder) => inside.includes(folder)).map((folder) => join(parent, folder));
  const packages = PACKAGES.filter((name) => names.includes(name)).map((name) =>
    join(directory, name),
  );
  return [
    ...toldBy(directory, names, fs),
    ...[
      ...foldersIn(directory, names),
      ...packages.flatMap((parent) => foldersIn(parent, namesIn(parent, fs))),
    ].flatMap((folder) => toldBy(folder, namesIn(folder, fs), fs)),
  ];
}

function toldBy(directory: string, names: readonly string[], fs: Reader): HostInfrastructure[] {
  return BY_TELLING.flatMap((infrastructure) => {
    const file = names
      .filter((name) => descriptions[infrastructure].isUsedBy([name]))
      .map((name) => join(directory, name))
      .find((path) => !isOtherTemplate(path, fs));
    return file === undefined ? [] : [{ infrastructure, file }];
  });
}

/**
 * Returns whether a file is called like a template of SAM, as those of other tools are, and is none ("AWS SAM template
 * anatomy").
 */
function isOtherTemplate(path: string, fs: Reader): boolean {
  if (!/template\.ya?ml$/.test(path)) return false;
  try {
    return !fs.readFileSync(path, "utf8").includes("AWS::Serverless");
  } catch {
    return true;
  }
}
