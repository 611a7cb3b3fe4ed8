import { Dialog } from '../../../ui/dialog.tsx'
import { useWords } from '../../../ui/words.ts'
import { reviewWords } from '../words/review.ts'
import type { Content } from './items.ts'
import { HourRuleForm, MemberForm, PhaseForm, QuotaForm, TargetForm, type SheetProps } from './item-forms.tsx'
import { ProgrammeItemForm } from './ProgrammeItemForm.tsx'

type ItemDialogProps = Omit<SheetProps<Content>, 'content'> & { title: 'edit' | 'add' | 'merge'; content: Content }

/** The sheet of one item, of whatever kind. */
export function ItemDialog({ title, content, ...rest }: ItemDialogProps) {
  const t = useWords(reviewWords)
  const kind = t(`kind.${content.kind}`)
  const heading =
    title === 'merge' ? t('merge.title') : title === 'add' ? t('add.title', { kind }) : t('edit.title', { kind })
  return (
    <Dialog title={heading} open onClose={rest.onClose} width={760}>
      <Sheet content={content} {...rest} />
    </Dialog>
  )
}

function Sheet({ content, ...rest }: SheetProps<Content>) {
  switch (content.kind) {
    case 'programme':
      return <ProgrammeItemForm content={content} {...rest} />
    case 'target':
      return <TargetForm content={content} {...rest} />
    case 'hourRule':
      return <HourRuleForm content={content} {...rest} />
    case 'quota':
      return <QuotaForm content={content} {...rest} />
    case 'phase':
      return <PhaseForm content={content} {...rest} />
    case 'member':
      return <MemberForm content={content} {...rest} />
  }
}
