const { readFileSync, writeSync } = require("node:fs");

process.once("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const kilobytes = linuxPeak() ?? maxRSS;
  const report = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMemoryMb: kilobytes / 1024 };
  writeSync(3, JSON.stringify(report));
});

/** On Linux `maxRSS` starts with the peak of the parent at the time of the fork. */
function linuxPeak() {
  if (process.platform !== "linux") return undefined;
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
}
