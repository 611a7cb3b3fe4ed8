import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { ObjectHead } from '../../../ui/page.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { PlanReview } from '../contract/documents.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import { MakeDialog } from './MakeDialog.tsx'
import { Review } from './Review.tsx'
import { reviewKey } from './steps.ts'

const api = client<typeof planRoutes>()

/** The review of a plan document: the source on one side, what was read on the other. */
export function ReviewPage() {
  const { planDocumentId = '' } = useParams()
  const query = useQuery({
    queryKey: reviewKey(planDocumentId),
    queryFn: () => call(api['plan-documents'][':planDocumentId'].$get({ param: { planDocumentId } })),
    refetchInterval: (asked) => (asked.state.data?.state === 'reading' ? 1000 : false),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words} lines={10}>
        {(review) => <Shown review={review} />}
      </Loaded>
    </div>
  )
}

function Shown({ review }: { review: PlanReview }) {
  const t = useWords(reviewWords)
  const tw = useWords(words)
  const cache = useQueryClient()
  const [document, setDocument] = useState(0)
  const [asking, setAsking] = useState<'make' | 'discard' | undefined>()
  const close = () => setAsking(undefined)
  const documents = review.draft?.documents ?? []
  const items = (review.draft?.items ?? []).filter((item) => item.document === document)
  const open = items.filter((item) => item.decision === 'open').length
  const taken = items.some((item) => item.decision === 'accepted' || item.decision === 'corrected')
  const made = review.made.find((each) => each.document === document)
  const reason = open > 0 ? tw('refusal.items_undecided') : taken ? undefined : tw('refusal.nothing_taken')
  const reviewing = review.state === 'in_review' || review.state === 'made'
  const discard = (
    <ActionButton kind="quiet" onClick={() => setAsking('discard')}>
      {t('discard')}
    </ActionButton>
  )
  const make = made ? (
    <ActionLink to={at.plan(made.planId)} kind="primary">
      {t('openPlan')}
    </ActionLink>
  ) : (
    <ActionButton kind="primary" icon="check" onClick={() => setAsking('make')} reason={reason}>
      {t('make')}
    </ActionButton>
  )
  return (
    <>
      <ObjectHead
        back={{ to: at.plans(), label: tw('plans') }}
        title={documents[document]?.title || review.name}
        lead={reviewing ? `${review.name} · ${open > 0 ? t('undecided', { count: open }) : t('decided')}` : review.name}
        more={review.state === 'made' || review.state === 'discarded' ? null : discard}
        action={reviewing ? make : null}
      />
      {review.state === 'reading' && review.jobId !== null ? (
        <EmptyState
          title={t('reading')}
          hint={t('reading.hint')}
          action={
            <JobProgress
              jobId={review.jobId}
              words={words}
              onDone={() => void cache.invalidateQueries({ queryKey: reviewKey(review.id) })}
            />
          }
        />
      ) : null}
      {review.refusal === null ? null : (
        <>
          <Note tone="danger">{sayRefusal({ code: review.refusal }, words)}</Note>
          <ActionLink to={at.plans()}>{t('tryAgain')}</ActionLink>
        </>
      )}
      {reviewing && documents.length > 1 ? (
        <div className="kinds" role="group" aria-label={t('documents')}>
          {documents.map((each, index) => (
            <button
              key={index}
              type="button"
              className={`button ${index === document ? 'button-plain' : 'button-quiet'}`}
              aria-pressed={index === document}
              onClick={() => setDocument(index)}
            >
              {t('document.at', { number: index + 1 })} {each.title}
              {each.truncated ? ` (${t('truncated')})` : ''}
            </button>
          ))}
        </div>
      ) : null}
      {reviewing ? <Review key={document} review={review} document={document} items={items} /> : null}
      {asking === 'make' ? <MakeDialog review={review} document={document} items={items} onClose={close} /> : null}
      {asking === 'discard' ? <DiscardDialog id={review.id} onClose={close} /> : null}
    </>
  )
}

function DiscardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(reviewWords)
  const go = useNavigate()
  const cache = useQueryClient()
  const discard = useMutation({
    mutationFn: () => call(api['plan-documents'][':planDocumentId'].discard.$post({ param: { planDocumentId: id } })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['plan-documents'] })
      await go(at.plans())
    },
  })
  return (
    <ConfirmDialog
      open
      title={t('discard.ask')}
      confirm={t('discard')}
      onClose={onClose}
      onConfirm={() => discard.mutate()}
      pending={discard.isPending}
      problem={discard.error}
      words={words}
    >
      <p>{t('discard.what')}</p>
    </ConfirmDialog>
  )
}
