import { useState } from 'react'
import { accessRefusal } from '../../../lib/access.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayAskExemption } from '../access.ts'
import { useExemptions } from './exemptions-api.ts'
import { exemptionWords } from '../words/exemptions.ts'
import { AskExemptionDialog } from './AskExemptionDialog.tsx'
import { exemptionColumns } from './exemption-columns.tsx'

/** The exemptions of one person with their states; the registrar asks for another here. */
export function PersonExemptions({ personId }: { personId: string }) {
  const t = useWords(exemptionWords)
  const query = useExemptions(personId)
  const me = useMe().data
  const [asking, setAsking] = useState(false)
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const mayAsk = accessRefusal(mayAskExemption, asker) === undefined
  const reason = !mayAsk ? t('reason.ask') : me?.person?.id === personId ? t('reason.own') : undefined
  const columns = exemptionColumns(t).filter(({ key }) => key !== 'person' && key !== 'school')
  return (
    <Section
      title={t('exemptions')}
      actions={
        <ActionButton reason={reason} onClick={() => setAsking(true)}>
          {t('ask')}
        </ActionButton>
      }
    >
      <Loaded query={query} words={exemptionWords} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('exemptions')}
            rows={items}
            rowId={(row) => row.id}
            empty={<p className="quiet">{t('exemptions.none')}</p>}
            columns={columns}
          />
        )}
      </Loaded>
      {asking ? <AskExemptionDialog personId={personId} onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}
