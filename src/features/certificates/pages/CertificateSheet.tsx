import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDateRange, formatDay } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Certificate } from '../contract.ts'
import { endRefusal } from '../core.ts'
import { certificatesApi as api, certificateTone, documentOf, verifyPageOf } from '../parts.tsx'
import { words } from '../words.ts'
import { EndDialog } from './EndDialog.tsx'

/** One certificate beside its list: what it says, where it is verified, and what may be done with it. */
export function CertificateSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['certificates', 'one', id],
    queryFn: () => call(api.certificates[':certificateId'].$get({ param: { certificateId: id } })),
  })
  const [ending, setEnding] = useState<'reissue' | 'revoke' | undefined>()
  const mayEnd = useHolds('bureau_officer', 'hours_officer')
  const found = query.data
  const code = found && endRefusal(found)
  const reason = code === undefined ? undefined : sayRefusal({ code }, words)
  return (
    <SideSheet
      title={found?.number ?? t('title')}
      open
      onClose={onClose}
      footer={
        found ? (
          <>
            <DownloadLink href={documentOf(found.id)}>{t('open')}</DownloadLink>
            {mayEnd ? (
              <>
                <ActionButton icon="refresh" reason={reason} onClick={() => setEnding('reissue')}>
                  {t('reissue')}
                </ActionButton>
                <ActionButton kind="danger" icon="stop" reason={reason} onClick={() => setEnding('revoke')}>
                  {t('revoke')}
                </ActionButton>
              </>
            ) : null}
          </>
        ) : null
      }
    >
      <Loaded query={query} words={words}>
        {(certificate) => <Shown certificate={certificate} />}
      </Loaded>
      {found && ending ? <EndDialog certificate={found} deed={ending} onClose={() => setEnding(undefined)} /> : null}
    </SideSheet>
  )
}

function Shown({ certificate }: { certificate: Certificate }) {
  const t = useWords(words)
  const { state, stateReason, supersededByNumber } = certificate
  return (
    <>
      <p>
        <StateTag tone={certificateTone[state]}>{t(`state.${state}`)}</StateTag>
      </p>
      {stateReason === null ? null : (
        <Note tone={certificateTone[state]}>
          {t('stateReason')}: {stateReason} · {formatDay(certificate.stateSince)}
          {supersededByNumber === null ? '' : ` · ${t('supersededBy')} ${supersededByNumber}`}
        </Note>
      )}
      <Facts
        items={[
          { label: t('holder'), value: <a href={at.person(certificate.personId)}>{certificate.holderName}</a> },
          { label: t('school'), value: certificate.schoolName },
          { label: t('programme'), value: certificate.programmeTitle },
          { label: t('hours'), value: formatHours(certificate.centihours) },
          {
            label: t('dates'),
            value: formatDateRange(certificate.startedOn ?? certificate.endedOn, certificate.endedOn),
          },
          { label: t('issuedOn'), value: formatDay(certificate.issuedOn) },
          { label: t('issuer'), value: certificate.issuer },
          { label: t('signatory'), value: certificate.signatory || '–' },
          { label: t('code'), value: certificate.code },
        ]}
      />
      <p>
        <a href={verifyPageOf(certificate)} target="_blank" rel="noreferrer">
          {t('openVerify')}
        </a>
      </p>
    </>
  )
}
