import { useId, useState } from 'react'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { useWords } from '../../../ui/words.ts'
import { useRosterOptions } from '../../people/parts.tsx'
import { matchNames, type Named } from '../core/content.ts'
import { words } from '../words.ts'

type Props = {
  title: string
  organisationId: string
  chosen: readonly string[]
  /** People who may no longer be on the roster of the school, but are in already. */
  known: readonly Named[]
  onSave: (people: readonly Named[]) => void
  onClose: () => void
}

/** Chooses people of a school: by ticking them, all at once, or by pasting names and staff numbers. */
export function PeopleDialog({ title, organisationId, chosen, known, onSave, onClose }: Props) {
  const t = useWords(words)
  const options = useRosterOptions(organisationId)
  const here = options.map(({ value, label, staffNo }) => ({
    ...{ id: value, staffNo, name: label.slice(0, label.length - staffNo.length).trim() },
  }))
  const onRoster = new Set(here.map(({ id }) => id))
  const roster: Named[] = [...known.filter(({ id }) => chosen.includes(id) && !onRoster.has(id)), ...here]
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(chosen))
  const [q, setQ] = useState('')
  const typed = q.trim()
  const shown = roster.filter(({ name, staffNo }) => typed === '' || name.includes(typed) || staffNo.includes(typed))
  const all = roster.every(({ id }) => ticked.has(id))
  const toggle = (id: string) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  return (
    <Dialog title={title} open onClose={onClose} width={640}>
      <div className="stack">
        <Pasted roster={roster} onFound={(ids) => setTicked(new Set([...ticked, ...ids]))} />
        <div className="cluster">
          <input
            className="input"
            type="search"
            value={q}
            onChange={(event) => setQ(event.target.value)}
            aria-label={t('people.search')}
            placeholder={t('people.search')}
          />
          <ActionButton kind="quiet" onClick={() => setTicked(all ? new Set() : new Set(roster.map(({ id }) => id)))}>
            {t(all ? 'people.none' : 'people.all')}
          </ActionButton>
          <span className="quiet num">{t('members.count', { count: ticked.size })}</span>
        </div>
        <div className="ticks">
          {shown.map(({ id, name, staffNo }) => (
            <label key={id} className="check">
              <input type="checkbox" checked={ticked.has(id)} onChange={() => toggle(id)} />
              {name} <span className="quiet num">{staffNo}</span>
            </label>
          ))}
        </div>
        <div className="dialog-foot">
          <ActionButton onClick={onClose}>{t('cancel')}</ActionButton>
          <ActionButton
            kind="primary"
            onClick={() => {
              onSave(roster.filter(({ id }) => ticked.has(id)))
              onClose()
            }}
          >
            {t('people.take')}
          </ActionButton>
        </div>
      </div>
    </Dialog>
  )
}

/** A place to paste names or staff numbers; what is unclear is said by name. */
export function Pasted({ roster, onFound }: { roster: readonly Named[]; onFound: (ids: readonly string[]) => void }) {
  const t = useWords(words)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [unclear, setUnclear] = useState<readonly string[]>([])
  return (
    <div className="stack-tight">
      <label htmlFor={id}>{t('people.paste')}</label>
      <textarea
        id={id}
        className="input"
        rows={2}
        value={typed}
        placeholder={t('people.paste.hint')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed.trim() === '' ? null : (
        <div>
          <ActionButton
            onClick={() => {
              const matched = matchNames(typed, roster)
              onFound(matched.found)
              setUnclear(matched.unclear)
              setTyped('')
            }}
          >
            {t('people.find')}
          </ActionButton>
        </div>
      )}
      {unclear.length > 0 ? (
        <Note tone="attention">{t('people.unclear', { names: unclear.slice(0, 12).join(' ') })}</Note>
      ) : null}
    </div>
  )
}
