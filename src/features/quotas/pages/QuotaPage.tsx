import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import type { QuotaSheet } from '../contract.ts'
import { useNaming } from '../naming.ts'
import type { quotaRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { Moves, TakenTable } from './Moves.tsx'
import { SheetEditor } from './SheetEditor.tsx'

const api = client<typeof quotaRoutes>()

/** How the places of one programme are shared out: entered as a table or level by level, read from Excel, and moved while they are unused. */
export function QuotaPage() {
  const t = useWords(words)
  const { programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['quotas', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].quotas.$get({ param: { programmeId } })),
  })
  const file = useExport('quotas', query.data ? { q: query.data.programmeTitle.slice(0, 40) } : {})
  return (
    <Page
      title={t('title')}
      lead={query.data?.programmeTitle ?? ''}
      back={{ to: at.programme(programmeId), label: t('programme') }}
      actions={<ExportLink href={file} />}
    >
      <Loaded query={query} words={words}>
        {(sheet) => <Sheet sheet={sheet} />}
      </Loaded>
    </Page>
  )
}

function Sheet({ sheet }: { sheet: QuotaSheet }) {
  const naming = useNaming(sheet.names)
  return (
    <>
      <SheetEditor key={sheet.version} sheet={sheet} />
      {sheet.version === 0 ? null : (
        <>
          <TakenTable sheet={sheet} naming={naming} />
          <Moves sheet={sheet} naming={naming} />
        </>
      )}
    </>
  )
}
