import { useRef } from 'react'
import { useParams } from 'react-router'
import { ActionButton } from '../../../ui/button.tsx'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useClass } from '../parts.tsx'
import { words } from '../words.ts'
import { HostBoard } from './HostBoard.tsx'

/** The check-in screen of a session, for the projector. */
export function HostPage() {
  const t = useWords(words)
  const { classId = '', sessionId = '' } = useParams()
  const title = useClass(classId).data?.title ?? t('class')
  const board = useRef<HTMLDivElement>(null)
  return (
    <Page
      title={t('host')}
      back={{ to: `/classes/${classId}/sessions`, label: title }}
      actions={
        <ActionButton kind="primary" icon="external" onClick={() => void board.current?.requestFullscreen()}>
          {t('host.fullscreen')}
        </ActionButton>
      }
    >
      <div ref={board} style={{ background: 'var(--paper)', overflow: 'auto' }}>
        <HostBoard sessionId={sessionId} />
      </div>
    </Page>
  )
}
