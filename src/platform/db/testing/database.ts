import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { perform } from '../embedded/roles.ts'

/** A database of its own, with the schema and nothing in it. */
export type TestDatabase = {
  /** As the owner of the tables, whom no fence stops. */
  readonly ownerUrl: string
  /** As the application. */
  readonly appUrl: string
  /** Cuts off whoever is connected and removes it; otherwise it goes with the test run. */
  drop(): Promise<void>
}

function at(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** Makes a database by copying the migrated template: one a test file, in about a tenth of a second. */
export async function testDatabase(): Promise<TestDatabase> {
  const { ownerUrl, appUrl, template } = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  await perform(ownerUrl, [`create database ${name} template ${template}`])
  return {
    ownerUrl: at(ownerUrl, name),
    appUrl: at(appUrl, name),
    drop: () => perform(ownerUrl, [`drop database ${name} with (force)`]),
  }
}

/** Makes a database without a schema, for tests of how the schema comes about. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const { ownerUrl, appUrl } = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  await perform(ownerUrl, [`create database ${name} template template0`])
  return {
    ownerUrl: at(ownerUrl, name),
    appUrl: at(appUrl, name),
    drop: () => perform(ownerUrl, [`drop database ${name} with (force)`]),
  }
}
