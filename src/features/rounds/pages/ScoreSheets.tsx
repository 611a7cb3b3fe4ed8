import { withAside } from '../../../ui/format.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { ListImport } from '../../applied-lists/parts.tsx'
import type { ScoringTable } from '../contract/people.ts'
import type { SheetRow } from '../contract/sheets.ts'
import { scoreRefusal } from '../core/rules.ts'
import { sheetWords as words } from '../words/sheets.ts'
import { sayScore } from './asking.ts'

/** The scoring table as a workbook: downloaded, filled in, tried row by row, kept exactly so, and undone as a whole. */
export function ScoreSheets({ table, programmeId }: { table: ScoringTable; programmeId: string }) {
  const t = useWords(words)
  const path = `/matching-rounds/${table.roundId}/programmes/${programmeId}`
  const code = scoreRefusal(table.phase)
  return (
    <ListImport<SheetRow>
      paths={{
        rehearsals: `${path}/score-rehearsals`,
        workbooks: `${path}/score-workbooks`,
        imports: `${path}/score-imports`,
      }}
      said={{ title: t('sheets.title'), label: t('sheets.file'), hint: t('sheets.hint') }}
      template={{ href: `${path}/score-sheet`, label: t('sheets.take') }}
      columns={[
        {
          key: 'who',
          title: t('sheets.who'),
          cell: ({ label, name }) => (name === '' ? label : withAside(name, label)),
        },
        {
          key: 'score',
          title: t('sheets.score'),
          cell: ({ score, unsuitableReason }) => unsuitableReason ?? (score === null ? '–' : sayScore(score)),
        },
      ]}
      words={words}
      cacheKeys={[['rounds']]}
      reason={code === undefined ? undefined : sayRefusal({ code }, words)}
    />
  )
}
