import { beforeAll, expect, test } from 'vitest'
import { apiRoutes } from '../../../app/routes.ts'
import { freshly, held, overOrOwn } from '../../../lib/access.ts'
import { accessByRoute } from '../../../platform/http/openapi.ts'
import { capabilityWords } from '../words/capabilities.ts'
import { capabilities, capabilitiesOf, capabilityNames, rolesIn, rulesOf } from './capabilities.ts'

beforeAll(() => void apiRoutes())

test('[003-27] every route that a capability names is there, and named once', () => {
  const named = Object.values(capabilities).flat()
  expect(named.filter((route) => !accessByRoute.has(route))).toEqual([])
  expect(named.filter((route, index) => named.indexOf(route) !== index)).toEqual([])
})

test('every capability has its words', () => {
  expect(Object.keys(capabilityWords.zh).sort()).toEqual([...capabilityNames].sort())
})

test('[003-27] who may is read from the routes’ own rules', () => {
  const rules = new Map([
    ['POST /people/{personId}/unmaskings', freshly(overOrOwn('personId', 'principal', 'bureau_officer'))],
    ['GET /certificate-rule', held('hours_officer')],
  ])
  expect(rolesIn(rulesOf('number.read', rules))).toEqual(['principal', 'bureau_officer'])
  expect(rulesOf('number.read', rules)[0]).toMatchObject({ isAboutOne: true, orOwn: true, fresh: true })
  const grants = [{ role: 'principal', organisationId: 'a' }] as const
  expect(capabilitiesOf({ personId: null, grants }, rules)).toEqual([
    { capability: 'number.read', through: [{ role: 'principal', organisationId: 'a' }] },
  ])
})
