import { useFieldArray, useWatch, type Control } from 'react-hook-form'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { SelectField, type Option } from '../../../ui/choices.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import { Fieldset, FormRow } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions, useCodes } from '../../people/parts.tsx'
import { words } from '../words.ts'
import { reckonBlock } from '../core/shares.ts'
import { blankBlock, blockOf, newBlockId, sumOf, type Written, type WrittenBlock } from './drafting.ts'
import { sayTag } from './saying.ts'

const blocksMost = 12

type Props = { control: Control<Written>; index: number }

/** The places of a programme by kind, in the order in which they are filled: whom each kind is for, and what holds in it. */
export function BlockFields({ control, index }: Props) {
  const t = useWords(words)
  const list = useFieldArray({ control, name: `programmes.${index}.blocks`, keyName: 'row' })
  const [{ blocks, placesFree, hasQuotas, programmeId }, method] = useWatch({
    control,
    name: [`programmes.${index}`, 'method'],
  })
  const whom = useTags(blocks)
  const sum = sumOf(blocks, placesFree)
  const places = formatCount(sum, 'place')
  const isShared = hasQuotas && method === 'deferred'
  const tooMany = isShared
    ? t('block.shared')
    : list.fields.length >= blocksMost
      ? t('block.most', { count: blocksMost })
      : undefined
  const add = (block: WrittenBlock) => {
    // What is reserved is usually filled before what is open to everybody.
    const open = blocks.findIndex(({ only, first }) => only === '' && first === '')
    if (block.first !== '' && open >= 0) list.insert(open, block)
    else list.append(block)
  }
  return (
    <div className="stack">
      {hasQuotas ? (
        <Note tone={isShared && list.fields.length > 1 ? 'attention' : 'neutral'}>
          <p>{t(`quotas.${method}`)}</p>
          <ActionLink kind="quiet" to={at.quotas(programmeId)}>
            {t('quotas.look')}
          </ActionLink>
        </Note>
      ) : null}
      {list.fields.map((field, place) => (
        <BlockRow
          key={field.row}
          {...{ control, index, place, whom, placesFree }}
          onUp={place > 0 ? () => list.move(place, place - 1) : undefined}
          onDown={place < list.fields.length - 1 ? () => list.move(place, place + 1) : undefined}
          onRemove={list.fields.length > 1 ? () => list.remove(place) : undefined}
        />
      ))}
      <div className="cluster">
        <ActionButton
          icon="plus"
          reason={tooMany}
          onClick={() => add(blankBlock(newBlockId(), t('rural'), '', 'rural'))}
        >
          {t('block.add.rural')}
        </ActionButton>
        <ActionButton icon="plus" reason={tooMany} onClick={() => add(blankBlock(newBlockId(), '', ''))}>
          {t('block.add')}
        </ActionButton>
        <span className={placesFree !== null && sum > placesFree ? 'field-error num' : 'quiet num'} aria-live="polite">
          {placesFree === null
            ? t('blocks.sum', { places })
            : t(sum > placesFree ? 'blocks.sum.over' : 'blocks.sum.of', {
                ...{ places, most: formatCount(placesFree, 'place') },
              })}
        </span>
      </div>
    </div>
  )
}

/** Whom places can be for, as options; what stands in the round already is among them whatever the lists of codes say. */
function useTags(blocks: readonly WrittenBlock[]): readonly Option[] {
  const t = useWords(words)
  const say = useCodes()
  const [subjects, stages] = [useCodeOptions('subject'), useCodeOptions('stage')]
  const tags = [
    'rural',
    ...subjects.map(({ value }) => `subject:${value}`),
    ...stages.map(({ value }) => `stage:${value}`),
    ...blocks.flatMap(({ only, first }) => [only, first]).filter((tag) => tag !== ''),
  ]
  return [...new Set(tags)].map((value) => ({ value, label: sayTag(t, say, value) }))
}

// What a share comes to, beside the share.
const sayShare = (share: string, said: string) => (share === '' ? undefined : said)

type RowProps = Props & {
  place: number
  placesFree: number | null
  whom: readonly Option[]
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: (() => void) | undefined
}

function BlockRow({ control, index, place, placesFree, whom, onUp, onDown, onRemove }: RowProps) {
  const t = useWords(words)
  const written = useWatch({ control, name: `programmes.${index}.blocks.${place}` })
  const reckoned = reckonBlock(blockOf(written), placesFree)
  const of = <const N extends string>(name: N) => `programmes.${index}.blocks.${place}.${name}` as const
  return (
    <Fieldset legend={t('block.no', { no: place + 1 })}>
      <FormRow>
        <TextField control={control} name={of('title')} label={t('block.title')} required maxLength={40} />
        {written.placesShare === '' ? (
          <NumberField control={control} name={of('places')} label={t('places')} min={0} max={100_000} required />
        ) : null}
        <NumberField
          control={control}
          name={of('placesShare')}
          label={t('block.placesShare')}
          placeholder={t('share.none')}
          hint={sayShare(
            written.placesShare,
            placesFree === null ? t('share.unsized') : t('share.up', { number: reckoned.places }),
          )}
          min={1}
          max={100}
        />
      </FormRow>
      <FormRow>
        <SelectField
          control={control}
          name={of('only')}
          label={t('block.only')}
          placeholder={t('block.everybody')}
          hint={t('block.only.hint')}
          options={whom}
        />
        <SelectField
          control={control}
          name={of('first')}
          label={t('block.first')}
          placeholder={t('block.nobody')}
          hint={t('block.first.hint')}
          options={whom}
        />
      </FormRow>
      <FormRow>
        <NumberField
          control={control}
          name={of('schoolMost')}
          label={t('schoolMost')}
          placeholder={t('block.noLimit')}
          min={1}
          max={100_000}
        />
        {written.ruralShare === '' ? (
          <NumberField
            control={control}
            name={of('ruralLeast')}
            label={t('block.ruralLeast')}
            placeholder={t('block.noLimit')}
            min={0}
            max={100_000}
          />
        ) : null}
        <NumberField
          control={control}
          name={of('ruralShare')}
          label={t('block.ruralShare')}
          placeholder={t('share.none')}
          hint={sayShare(written.ruralShare, t('share.up', { number: reckoned.ruralLeast ?? 0 }))}
          min={1}
          max={100}
        />
      </FormRow>
      <div className="cluster">
        <ActionButton kind="quiet" reason={onUp ? undefined : t('block.isFirst')} onClick={onUp}>
          {t('block.up')}
        </ActionButton>
        <ActionButton kind="quiet" reason={onDown ? undefined : t('block.isLast')} onClick={onDown}>
          {t('block.down')}
        </ActionButton>
        <ActionButton kind="quiet" icon="close" reason={onRemove ? undefined : t('block.isOnly')} onClick={onRemove}>
          {t('block.remove')}
        </ActionButton>
      </div>
    </Fieldset>
  )
}
