import { readFileSync } from 'node:fs';

/** The most that this process has held so far. Linux counts into maxRSS what the parent held when it forked: a gigabyte in a long run. */
export function peakMb(): number {
  const own = process.platform === 'linux' && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return (own ? Number(own[1]) : process.resourceUsage().maxRSS) / 1024;
}
