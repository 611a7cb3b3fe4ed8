import { formatHours } from '../../../../lib/hours.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime, formatDay, unitWord } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { sayIn, useWords } from '../../../../ui/words.ts'
import type { CreditEntry, Credits, HourStanding } from '../../contract.ts'
import { BalanceRing, nameOf, useOwnCredits, useSpends } from '../../parts.tsx'
import { sayWaiting } from '../records.ts'
import { words } from '../../words.ts'

/** A teacher's own hours: what is asked, what is missing, what waits with whom, and the entries behind it. */
export function MyHoursScreen() {
  const t = useWords(words)
  const query = useOwnCredits()
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <Loaded query={query} words={words} lines={8}>
        {(credits) => <Hours credits={credits} />}
      </Loaded>
    </Screen>
  )
}

function Hours({ credits }: { credits: Credits }) {
  const t = useWords(words)
  const { standings, waiting, entries } = credits
  return (
    <>
      <Block>
        <BalanceRing credits={credits} />
      </Block>
      {standings.length > 0 ? (
        <Block title={t('phone.requirements')}>
          <Rows>
            {standings.map((standing) => (
              <RequirementRow key={standing.id} standing={standing} />
            ))}
          </Rows>
        </Block>
      ) : null}
      {waiting.length > 0 ? (
        <Block title={t('phone.waiting')}>
          <Rows>
            {waiting.map((record) => (
              <Row
                key={record.id}
                title={record.sourceTitle}
                lead={sayWaiting(t, record)}
                note={formatDay(record.earnedOn)}
                end={`${formatHours(record.centihours)} ${unitWord('hour')}`}
              />
            ))}
          </Rows>
        </Block>
      ) : null}
      <Block title={t('phone.entries')}>
        {entries.length === 0 ? (
          <Empty title={t('phone.empty')} hint={t('phone.empty.hint')} />
        ) : (
          <Rows>
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Rows>
        )}
      </Block>
      <UsedFor personId={credits.personId} />
    </>
  )
}

/** What one's hours were used for; nothing where they never were. */
function UsedFor({ personId }: { personId: string }) {
  const t = useWords(words)
  const { data } = useSpends(personId)
  if (!data || data.items.length === 0) return null
  return (
    <Block title={t('spends')}>
      <Rows>
        {data.items.map((spend) => (
          <Row
            key={spend.id}
            title={`${t(`purpose.${spend.purpose}`)} · ${spend.caseNo}`}
            lead={
              spend.release
                ? t('spends.released', { reason: spend.release.reason })
                : t('spends.by', { name: spend.spentByName, date: formatDateTime(spend.spentAt) })
            }
            end={`${formatHours(spend.centihours)} ${unitWord('hour')}`}
          />
        ))}
      </Rows>
    </Block>
  )
}

function RequirementRow({ standing }: { standing: HourStanding }) {
  const t = useWords(words)
  const { kind, counted, needed, missing, over, units } = standing
  const figures = [
    t('counted', { hours: formatHours(counted) }),
    ...(needed > 0 ? [t('needed', { hours: formatHours(needed) })] : []),
    ...(kind === 'most' ? [t('over.of', { category: sayIn(standing.title), hours: formatHours(units) })] : []),
  ].join(' · ')
  return (
    <Row
      title={nameOf(t, standing)}
      lead={over > 0 ? `${figures} · ${t('over', { hours: formatHours(over) })}` : figures}
      note={t('phone.source', { source: standing.source })}
      end={
        kind === 'average' ? (
          <Chip tone="neutral">{t('ring.average')}</Chip>
        ) : kind !== 'least' ? (
          <Chip tone="neutral">{t('ring.cap')}</Chip>
        ) : missing === 0 ? (
          <Chip tone="done">{t('ring.met')}</Chip>
        ) : (
          <Chip tone="attention">{t('missing.all', { hours: formatHours(missing) })}</Chip>
        )
      }
    />
  )
}

function EntryRow({ entry }: { entry: CreditEntry }) {
  const t = useWords(words)
  const vouched =
    entry.recordedByName !== null && entry.approvedByName !== null
      ? t('entry.vouched', {
          recorder: entry.recordedByName,
          approver: entry.approvedByName,
          verifier: entry.postedByName,
        })
      : (entry.reason ?? '')
  return (
    <Row
      title={`${entry.direction === 'earned' ? '' : `${t(`entry.${entry.direction}`)} · `}${entry.sourceTitle}`}
      lead={[entry.category ?? t('category.none'), formatDay(entry.earnedOn)].join(' · ')}
      note={vouched}
      end={
        entry.reversedById === null ? (
          `${formatHours(entry.centihours)} ${unitWord('hour')}`
        ) : (
          <Chip tone="danger">{t('entry.isReversed')}</Chip>
        )
      }
    />
  )
}
