import { readFileSync, writeFileSync } from 'node:fs'

/** The most memory that a process has held since it started, or since `forgetPeak`, in MB; undefined where the system does not say. */
export function peakMb(pid: number): number | undefined {
  return field(pid, 'VmHWM')
}

/** The memory that a process holds now, in MB; undefined where the system does not say. */
export function heldMb(pid: number): number | undefined {
  return field(pid, 'VmRSS')
}

/** Lets the peak of a process begin anew from what it holds now. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Elsewhere the peak since the start is told, which is never less.
  }
}

function field(pid: number, name: string): number | undefined {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found?.[1] === undefined ? undefined : Number(found[1]) / 1024
  } catch {
    return undefined
  }
}
