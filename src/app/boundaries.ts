import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

const never = (name: string, from: IRegularForbiddenRuleType['from'], to: IRegularForbiddenRuleType['to']) =>
  ({ name, severity: 'error', from, to }) satisfies IRegularForbiddenRuleType

const feature = '^src/features/([^/]+)/'
const pure = `${feature}(core/.+|core|access)\\.ts$`
const tests = '(\\.test|/testing)\\.ts$'
const notTypes = { dependencyTypesNot: ['type-only' as const] }

/** The map in ARCHITECTURE.md. `$1` in a rule is the feature that the importing file belongs to. */
export const boundaries: IRegularForbiddenRuleType[] = [
  never('lib is a leaf', { path: '^src/lib/', pathNot: tests }, { path: '^src/', pathNot: '^src/lib/' }),
  never('platform knows no feature', { path: '^src/platform/' }, { path: '^src/(features|ui|app)/' }),
  never('ui knows no feature and no server', { path: '^src/ui/' }, { path: '^src/', pathNot: '^src/(ui|lib)/' }),
  never(
    'core is pure',
    { path: pure, pathNot: tests },
    { pathNot: ['^src/lib/', '^src/features/$1/core/', '^src/features/$1/core\\.ts$'], ...notTypes },
  ),
  never(
    'core names only its own feature',
    { path: pure, pathNot: tests },
    { path: '^src/', pathNot: ['^src/lib/', '^src/features/$1/'] },
  ),
  never(
    'features meet at public, parts and tables',
    { path: feature, pathNot: tests },
    { path: '^src/features/', pathNot: ['^src/features/$1/', '/(public|parts|tables)\\.tsx?$'] },
  ),
  never('features know no composition root', { path: feature, pathNot: tests }, { path: '^src/app/' }),
  never(
    'pages reach the server by type only',
    { path: `${feature}(pages/|parts\\.tsx)` },
    {
      path: ['^src/features/[^/]+/(public|tables|contract|store|commands|routes|jobs)\\.ts$', '^src/platform/(?!web/)'],
      ...notTypes,
    },
  ),
  never(
    'only tables, contract and store know the query builder',
    { path: feature, pathNot: ['/(tables|contract|store)(\\.ts$|/)', tests] },
    { path: 'node_modules/drizzle' },
  ),
  never('only src/ui imports the component kit', { path: '^src/', pathNot: '^src/ui/' }, { path: 'node_modules/antd' }),
  never(
    'the phone does not load the console kit',
    { path: '^src/(ui/phone/|app/mobile|.*/pages/mobile/)' },
    { path: 'node_modules/antd' },
  ),
  never('no run-time cycles', {}, { circular: true, viaOnly: notTypes }),
]

/** The floors of the product: a feature imports its own floor and those below, never one above. */
export const floors: readonly (readonly string[])[] = [
  ['organisations', 'pastes', 'working-days', 'applied-lists'],
  ['people'],
  ['populations'],
  ['access', 'accounts', 'audit', 'files', 'jobs', 'notices', 'views'],
  ['integrity'],
  ['backups', 'policies', 'credits', 'certificates', 'statements', 'privacy', 'roster', 'directory'],
  ['plans', 'programmes', 'surveys', 'claims', 'school-training', 'hour-years'],
  ['participation'],
  ['eligibility'],
  ['quotas'],
  ['enrolment'],
  ['publicity'],
  ['selection'],
  ['rounds'],
  ['delivery', 'assessment', 'calendar'],
  ['forecast', 'moves', 'reports', 'search', 'workbench'],
]
