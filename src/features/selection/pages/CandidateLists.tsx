import { joinNames } from '../../../ui/format.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { ListImport } from '../../applied-lists/parts.tsx'
import type { CandidateRow } from '../contract/candidate-lists.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { candidateListWords as words } from '../words/candidate-lists.ts'

/** Candidates from a workbook: tried row by row, added exactly so, and taken back as a whole before the selection begins. */
export function CandidateLists({ selection, lacks }: { selection: SelectionInFull; lacks: string | undefined }) {
  const t = useWords(words)
  const path = `/selections/${selection.id}`
  const runs = selection.state === 'draft' ? undefined : sayRefusal({ code: 'selection_runs' }, words)
  return (
    <ListImport<CandidateRow>
      paths={{
        rehearsals: `${path}/candidate-rehearsals`,
        workbooks: `${path}/candidate-workbooks`,
        imports: `${path}/candidate-imports`,
      }}
      said={{ title: t('lists.title'), label: t('lists.file'), hint: t('lists.hint') }}
      template={{ href: `${path}/candidate-template` }}
      columns={[
        {
          key: 'person',
          title: t('lists.person'),
          cell: ({ name, staffNo }) => joinNames([name, staffNo].filter((part) => part !== '')),
        },
      ]}
      words={words}
      cacheKeys={[['selections']]}
      reason={lacks ?? runs}
    />
  )
}
