import { joinNames } from '../../../ui/format.ts'
import { useSayChange } from '../../../ui/imports.tsx'
import { useLanguage } from '../../../ui/words.ts'
import { useKindNames } from '../../organisations/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { DirectoryRow } from '../contract.ts'
import { say } from '../saying.ts'

type Change = DirectoryRow['changes'][number]

const codeOf = { schoolKind: 'school', stages: 'stage', setting: 'setting' } as const
const isCoded = (field: string): field is keyof typeof codeOf => field in codeOf

/** Says what changes of an organisation, field by field, from what to what. */
export function useSayChanges(): (changes: readonly Change[]) => string[] {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const sayChange = useSayChange()
  const codes = useCodes()
  const kinds = useKindNames()
  const shown = (field: Change['field'], value: Change['from']): string => {
    if (value === null) return ''
    const named = (code: string) =>
      field === 'kind' ? kinds(code) : isCoded(field) ? codes(codeOf[field], code) : code
    return typeof value === 'string' ? named(value) : joinNames(value.map(named))
  }
  return (changes) =>
    changes.map(({ field, from, to }) => sayChange(say(tongue, `field.${field}`), shown(field, from), shown(field, to)))
}
