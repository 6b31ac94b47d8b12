/** Processor time that this thread has used, in ms: limits kept by it make no page hostile because the machine is busy. */
export function cpuTimeMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
