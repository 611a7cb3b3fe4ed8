import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const at = { QINGLAN_CALLED_FROM: '/somewhere' }
const value = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const config = readConfig(args, { ...at, ...env })
  return config.ok ? config.value : undefined
}

test('nothing set: this machine alone, port 8080, data beside the program', () => {
  const config = value([])
  expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, origins: [], firstRun: 'as_befits' })
  expect(config?.dataFolder).toMatch(/\/\.qinglan$/)
  expect(config?.keysFile).toBe(`${config?.dataFolder}/keys.json`)
})

test('relative paths are meant from where the command was given', () => {
  expect(value([], { QINGLAN_DATA: 'here' })).toMatchObject({ dataFolder: '/somewhere/here' })
  expect(value([], { QINGLAN_KEYS: '../keys.json' })).toMatchObject({ keysFile: '/keys.json' })
})

test('the rehearsal county is named by seed, size and date', () => {
  expect(value(['--demo', '--seed', '7', '--size=200000', '--date', '2026-02-28'])).toMatchObject({
    firstRun: 'demo',
    demo: { seed: 7, size: 200_000, date: '2026-02-28' },
  })
})

test.each<[string, string[], NodeJS.ProcessEnv]>([
  ['a port that is none', [], { PORT: 'eighty' }],
  ['a port beyond the last', [], { PORT: '65536' }],
  ['a database that is no PostgreSQL', [], { DATABASE_URL: 'mysql://a@b/c' }],
  ['an application without an owner', [], { APP_DATABASE_URL: 'postgresql://a@b/c' }],
  ['an origin with a path', [], { QINGLAN_ORIGIN: 'https://a.example/site' }],
  ['a mail server without a sender', [], { QINGLAN_MAIL_URL: 'smtps://a:b@mail.example.cn' }],
  ['a mail server that is none', [], { QINGLAN_MAIL_URL: 'https://mail.example.cn', QINGLAN_MAIL_FROM: 'a@b.cn' }],
  ['a sender that is a list', [], { QINGLAN_MAIL_URL: 'smtp://mail.example.cn', QINGLAN_MAIL_FROM: 'a@b.cn, c@d.cn' }],
  ['a day that does not exist', ['--date', '2026-02-30'], {}],
  ['a size beyond the largest', ['--size', '200001'], {}],
  ['empty and demo', ['--empty', '--demo'], {}],
  ['an unknown flag', ['--verbose'], {}],
  ['a stray word', ['now'], {}],
])('%s is refused in a sentence of two languages', (_, args, env) => {
  const config = readConfig(args, { ...at, ...env })
  expect(config.ok).toBe(false)
  if (config.ok) return
  expect(config.error.zh).toMatch(/[\u4e00-\u9fff].*[。]$/)
  expect(config.error.en).toMatch(/^[A-Z].*\.$|^--/)
})

test('a refused address is not repeated: it may hold a password', () => {
  const config = readConfig([], { ...at, DATABASE_URL: 'postgres:/owner:secret@host/db' })
  expect(JSON.stringify(config)).not.toContain('secret')
})
