import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { beforeAll, describe, expect, test } from 'vitest'
import { boundaries, floors } from './boundaries.ts'
import { casts } from './casts.ts'

const skipped = new Set(['node_modules', 'dist'])
function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (skipped.has(name)) return []
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const source = filesUnder('src').filter((path) => /\.tsx?$/.test(path))
const shipped = source.filter((path) => !path.includes('.test.') && !path.includes('/testing'))
const text = (path: string) => readFileSync(path, 'utf8')
const features = readdirSync('src/features')

describe('imports', () => {
  let result: ICruiseResult
  beforeAll(async () => {
    const cruised = await cruise(['src'], {
      ruleSet: { forbidden: boundaries },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      tsConfig: { fileName: 'tsconfig.json' },
    })
    if (typeof cruised.output === 'string') throw new Error(cruised.output)
    result = cruised.output
  }, 60_000)

  test('keep to the map, and the tool saw the files', () => {
    expect(result.summary.totalCruised).toBeGreaterThan(source.length)
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  })

  test('keep to the floors: nothing imports a feature of a higher floor', () => {
    const floorOf = new Map(floors.flatMap((names, floor) => names.map((name) => [name, floor] as const)))
    expect(features.filter((name) => !floorOf.has(name))).toEqual([])
    const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1]
    const upward = result.modules
      .filter((module) => !module.source.includes('.test.') && !/\.tsx$|\/pages\//.test(module.source))
      .flatMap((module) =>
        module.dependencies.flatMap((dependency) => {
          const [from, to] = [featureOf(module.source), featureOf(dependency.resolved)]
          if (from === undefined || to === undefined || from === to) return []
          return (floorOf.get(to) ?? 0) > (floorOf.get(from) ?? 0) ? [`${module.source} → ${dependency.resolved}`] : []
        }),
      )
    expect(upward).toEqual([])
  })
})

describe('source', () => {
  test('the clock is read only in platform, and on the page where it is only shown', () => {
    const reads = /new Date\(\)|Date\.now\(\)|performance\.now\(\)/
    const outside = shipped.filter((path) => !/^src\/(platform|ui)\//.test(path) && !/\.tsx$/.test(path))
    expect(outside.filter((path) => reads.test(text(path)))).toEqual([])
  })

  test('chance is drawn only in platform', () => {
    const outside = shipped.filter((path) => !/^src\/(platform|ui)\//.test(path) && !/\.tsx$/.test(path))
    expect(outside.filter((path) => /Math\.random\(\)/.test(text(path)))).toEqual([])
  })

  test('no file is a drawer', () => {
    const banned = /^(utils?|helpers?|common|misc|managers?|services?|data)\.tsx?$/
    expect(source.filter((path) => banned.test(basename(path)))).toEqual([])
  })

  test('casts stand only where they are listed, each with its reason', () => {
    const cast = /(?<!\bimport\b.*)\bas (?!const\b)(?:unknown|any|[A-Z{(]|readonly\b|typeof\b|keyof\b)/
    const found = shipped.filter((path) =>
      codeOf(text(path))
        .split('\n')
        .some((line) => !/^\s*(import|export \{)/.test(line) && cast.test(line)),
    )
    expect(found.filter((path) => !(path in casts))).toEqual([])
    expect(Object.keys(casts).filter((path) => !found.includes(path))).toEqual([])
  })

  test('files keep under 400 lines', () => {
    expect(source.filter((path) => text(path).split('\n').length > 401)).toEqual([])
  })

  test('the product speaks of itself alone: no leftover marks, no path of a machine', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b|\b(?:it|test|describe)\.(?:only|skip|todo)\b/
    const paths = /(?<![\w.])\/(?:work|root|home\/[a-z]+)\//
    const self = 'src/app/architecture.test.ts'
    expect(source.filter((path) => path !== self && (marks.test(text(path)) || paths.test(text(path))))).toEqual([])
  })
})

// Sentences, SQL and comments may well say "as a": only code is looked at.
function codeOf(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
}

describe('features', () => {
  test.each(features)('%s has a README that names each of its tables and refusal codes', (feature) => {
    const folder = join('src/features', feature)
    const readme = text(join(folder, 'README.md'))
    const files = filesUnder(folder).filter((path) => /\.ts$/.test(path) && !path.includes('.test.'))
    const tables = files
      .filter((path) => /\/tables(\/.+)?\.ts$/.test(path))
      .flatMap((path) => [...text(path).matchAll(/pgTable\(\s*'([a-z_]+)'/g)].map((match) => match[1] ?? ''))
    const codes = files.flatMap((path) =>
      [...text(path).matchAll(/\berr\('([a-z_]+)'/g)].map((match) => match[1] ?? ''),
    )
    expect([...new Set([...tables, ...codes])].filter((name) => !readme.includes(name))).toEqual([])
  })
})

describe('migrations', () => {
  test('no two share a number, and none is missing', () => {
    const numbers = readdirSync('migrations').map((name) => Number(/^(\d{4})_[a-z_]+\.sql$/.exec(name)?.[1]))
    expect(numbers).toEqual(numbers.map((_, index) => index))
  })
})
