import { addPolicy, adoptPolicy, changeDraft } from '../src/features/policies/commands/policies.ts'
import { packs } from '../src/features/policies/packs/index.ts'
import type { Policy } from '../src/lib/policy/language.ts'
import { yearsOf } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Step } from './life.ts'

/** The county's own rules for work that is turned into hours: the table of a shipped policy, and a yearly maximum of it. */
export function policyStep(county: County): Step {
  const [first] = yearsOf(county)
  const year = first?.year ?? Number(county.date.slice(0, 4))
  const name = county.tree.bureau.name.slice(0, 3)
  return {
    key: 'policy/conversion',
    moment: new Date(county.founded.getTime() + 2 * 3_600_000),
    weight: 1,
    take: async (acting) => {
      const pack = packs.find((each) => each.id === 'nanbu')
      if (!pack) throw new Error('the table of the demo is not shipped')
      const id = acting.random.id(acting.moment)
      const organisationId = county.tree.bureau.id
      await acting.as(county.cast.officer, async (tx) => {
        must(await addPolicy(tx, { id, organisationId, packId: pack.id }, [organisationId]))
        const policy = ruleOf(name, pack.policy)
        const { draft } = must(await changeDraft(tx, id, { revision: 1, policy }))
        const adoption = {
          revision: draft?.revision ?? 1,
          effectiveFrom: `${String(year)}-01-01`,
          reason: '局务会审议通过',
        }
        must(await adoptPolicy(tx, id, adoption))
      })
    },
  }
}

function ruleOf(name: string, table: Policy): Policy {
  return {
    ...table,
    title: { zh: `${name}教师业务成果学时折算办法`, en: 'How work is turned into hours' },
    jurisdiction: name,
    rules: [
      {
        kind: 'most',
        id: 'research',
        title: { zh: '教育科研成果每年计入', en: 'Research that counts in a year' },
        of: { categories: ['教育科研'] },
        period: { kind: 'year' },
        units: 2_400,
        source: { cites: `${name}折算办法第六条`, sure: 'stated' },
      },
    ],
    source: { cites: `${name}教师业务成果学时折算办法`, sure: 'stated' },
  }
}
