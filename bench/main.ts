import type { Figure } from './figure.ts'

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  home: async () => (await import('./home.ts')).home(),
  matching: async () => (await import('./matching.ts')).matching(),
  rush: async () => (await import('./rush.ts')).rush(),
  'check-in': async () => (await import('./check-in.ts')).checkIn(),
  'plan-import': async () => (await import('./plan-import.ts')).planImport(),
  verify: async () => (await import('./verify.ts')).verify(),
  roster: async () => (await import('./roster.ts')).roster(),
  export: async () => (await import('./export.ts')).exportList(),
  posting: async () => (await import('./posting.ts')).posting(),
  standing: async () => (await import('./standing.ts')).standing(),
  recompute: async () => (await import('./standing.ts')).recompute(),
  statement: async () => (await import('./standing.ts')).statement(),
  ledger: async () => (await import('./ledger.ts')).ledger(),
  search: async () => (await import('./search.ts')).search(),
  'sign-in': async () => (await import('./sign-in.ts')).signIn(),
  start: async () => (await import('./start.ts')).start(),
}

// Measures what was named, or everything, and prints a line of JSON for each figure; ends with 1 when a limit was missed.
const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(benches)
const unknown = names.find((name) => !(name in benches))
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark “${unknown}”; there are ${Object.keys(benches).join(', ')}.\n`)
  process.exitCode = 2
} else {
  for (const name of names) {
    for (const figure of (await benches[name]?.()) ?? []) {
      process.stdout.write(`${JSON.stringify(figure)}\n`)
      if (!figure.ok) process.exitCode = 1
    }
  }
}
