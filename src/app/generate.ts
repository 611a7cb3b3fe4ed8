import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessByRoute } from '../platform/http/openapi.ts'
import { apiDocument } from './api-page.ts'
import { projectFolder } from './config.ts'
import { limitsPage } from './limits.ts'
import { apiRoutes } from './routes.ts'
import { schemaOf } from './schema.ts'

/** The files that are derived from the source and checked in, so that review sees what a change does to them. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  return {
    'openapi.json': `${JSON.stringify(apiDocument(apiRoutes()), undefined, 1)}\n`,
    'schema.sql': await schemaOf(),
    'docs/refusals.md': refusalList(),
    'docs/limits.md': limitsPage(),
  }
}

/** Each refusal code with its status and sentence, by feature: what a help desk looks up. */
function refusalList(): string {
  const features = readdirSync(join(projectFolder, 'src/features')).sort()
  const rows = features.flatMap((feature) => {
    const found = readRefusals(join(projectFolder, 'src/features', feature)).matchAll(
      /\b([a-z_]+): \{\s*status: (\d{3}),\s*title:\s*(['"`])(.+?)\3,?\s*\}/gs,
    )
    return [...found].map(
      ([, code = '', status = '', , title = '']) => `| ${feature} | \`${code}\` | ${status} | ${title} |`,
    )
  })
  return `# Refusals\n\nWhat the API may answer instead of doing what it was asked, by feature. Written by \`npm run generate\`.\n\n| feature | code | status | what it says |\n| --- | --- | --- | --- |\n${[...new Set(rows)].join('\n')}\n`
}

// A feature's routes and refusals are one file, or a folder of them once they outgrew it.
function readRefusals(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(routes|refusals)(\.ts|\/.+\.ts)$/.test(name) && !name.includes('.test.'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}

if (import.meta.main) {
  const stale: string[] = []
  for (const [name, content] of Object.entries(await generatedFiles())) {
    const path = join(projectFolder, name)
    const before = readdirSync(join(path, '..')).includes(name.split('/').at(-1) ?? '')
      ? readFileSync(path, 'utf8')
      : ''
    if (before === content) continue
    stale.push(name)
    if (!process.argv.includes('--check')) writeFileSync(path, content)
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    process.stderr.write(`Stale: ${stale.join(', ')}. Run npm run generate and look at the difference.\n`)
    process.exit(1)
  }
  process.stdout.write(
    `${stale.length > 0 ? `written: ${stale.join(', ')}` : 'fresh'} (${accessByRoute.size} routes)\n`,
  )
  process.exit(0)
}
