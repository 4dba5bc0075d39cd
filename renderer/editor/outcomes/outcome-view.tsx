/** How an outcome stands on a board: its number, its words (written by ProseMirror), its fields. */
import { NodeViewContent, NodeViewWrapper, ReactNodeViewRenderer, type NodeViewProps } from '@tiptap/react'
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { formatDateField } from '../../../shared/minutes/dates.ts'
import type { OutcomeKind } from '../../../shared/model/workshop.ts'
import { fieldAttribute, flagSet, outcomeKindSpecs, type OutcomeFieldType } from '../../../shared/outcomes/kinds.ts'
import { countIn } from '../../../shared/outcomes/vote-result.ts'
import { useLanguage, useText } from '../../base/words/i18n.tsx'
import { KindBadge } from '../../outcomes/kind-badge.tsx'
import { fieldKey, messages as outcomeMessages } from '../../outcomes/messages.ts'
import { useFieldWords } from '../../outcomes/use-field-words.ts'
import { readLabel, useBoard, useOutcomeLabel } from '../board-context.tsx'
import { decisionNamed } from './decision-names.ts'
import { DecisionList } from './decision-list.tsx'
import { DatePicker, datePickerKey, type DatePickerHandle } from './date-picker.tsx'
import { messages, type MessageKey } from '../messages.ts'
import { leaveOutcome } from './outcome-editing.ts'
import { undoKeyOf } from '../undo/undo-keys.ts'
import { asOutcomeKind, OutcomeNode } from './outcome-node.ts'

const hints: Readonly<Record<OutcomeKind, MessageKey>> = {
  decision: 'outcomeHintDecision',
  action: 'outcomeHintAction',
  proposal: 'outcomeHintProposal',
  recommendation: 'outcomeHintRecommendation',
  question: 'outcomeHintQuestion',
  parked: 'outcomeHintParked',
  quote: 'outcomeHintQuote',
  announcement: 'outcomeHintAnnouncement',
  document: 'outcomeHintDocument',
  vote: 'outcomeHintVote',
}

function OutcomeView({ node, editor, getPos }: NodeViewProps): ReactNode {
  const { session } = useBoard()
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const kind = asOutcomeKind(node.attrs['kind']) ?? 'decision'
  const label = useOutcomeLabel(session.doc, kind, String(node.attrs['id']))
  const dir: unknown = node.attrs['dir']
  const [areExtrasShown, setAreExtrasShown] = useState(false)
  // Fields that had the focus since it came to this outcome: emptying one to write it anew must not take it away.
  const [visited, setVisited] = useState<readonly string[]>([])

  const setField = (name: string, value: string): void => {
    const position = getPos()
    if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, fieldAttribute(name, value)))
  }
  const toText = (): void => {
    const position = getPos()
    const outcome = position === undefined ? null : editor.state.doc.nodeAt(position)
    if (position !== undefined && outcome) editor.chain().setTextSelection(position + outcome.nodeSize - 1).focus().run()
  }
  const leave = (): void => {
    const position = getPos()
    if (position !== undefined) leaveOutcome(editor, position)
  }
  const all = outcomeKindSpecs[kind].fields
  const isFilled = (name: string): boolean => String(node.attrs[name] ?? '') !== ''
  const fields = all.filter(({ name, isExtra }) => isExtra !== true || areExtrasShown || isFilled(name) || visited.includes(name))
  const hasExtras = editor.isEditable && all.some(({ name, isExtra }) => isExtra === true && !isFilled(name))
  const toggleExtras = (): void => {
    setAreExtrasShown(!areExtrasShown)
    setVisited(fieldIn(document.activeElement))
  }
  const onFocus = ({ target }: FocusEvent): void => setVisited((names) => [...new Set([...names, ...fieldIn(target)])])
  // In a window that is left for another one the field is still the active element.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const next = relatedTarget ?? document.activeElement
    if (!(next instanceof Node && currentTarget.contains(next))) setVisited([])
  }
  // From a field; from the words the editor's own key does it.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.altKey || !hasExtras) return
    event.preventDefault()
    event.stopPropagation()
    toggleExtras()
  }
  return (
    <NodeViewWrapper as="section" className={`outcome kind-${kind}`} aria-label={`${words(kind)} ${label}`} data-outcome={String(node.attrs['id'])} onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur}>
      <span contentEditable={false} className="outcome-badge" title={words(kind)}>
        <KindBadge kind={kind} label={label} />
      </span>
      <div className="outcome-body">
        <div className="outcome-text" data-outcome-text>
          <span contentEditable={false} className="outcome-hint" aria-hidden>
            {text(hints[kind])}
          </span>
          <NodeViewContent dir={dir === 'ltr' || dir === 'rtl' ? dir : 'auto'} />
        </div>
        {fields.length > 0 && (
          <fieldset contentEditable={false} className="outcome-fields" aria-label={words('fieldOf', { field: words(kind), label })}>
            {fields.map(({ name, type, choices }, index) => (
              <OutcomeField
                key={name}
                name={name}
                type={type}
                choices={choices ?? []}
                outcome={String(node.attrs['id'])}
                outcomeLabel={label}
                value={String(node.attrs[name] ?? '')}
                isReadOnly={!editor.isEditable}
                onChange={(value) => setField(name, value)}
                onUndo={(key) => editor.commands[key]()}
                onBack={index === 0 ? toText : null}
                onLeave={leave}
                isLast={index === fields.length - 1}
              />
            ))}
          </fieldset>
        )}
        {hasExtras && (
          <button
            type="button"
            contentEditable={false}
            className="outcome-more"
            aria-expanded={areExtrasShown}
            aria-keyshortcuts="Alt+Enter"
            title={text('outcomeMoreHelp')}
            aria-label={words('fieldOf', { field: text('outcomeMoreFields'), label })}
            onClick={toggleExtras}
          >
            {text(areExtrasShown ? 'outcomeFewerFields' : 'outcomeMoreFields')}
          </button>
        )}
      </div>
    </NodeViewWrapper>
  )
}

type OutcomeFieldProps = {
  readonly name: string
  readonly type: OutcomeFieldType
  /** Of a status. */
  readonly choices: readonly string[]
  /** Id of the outcome whose field it is. */
  readonly outcome: string
  readonly outcomeLabel: string
  readonly value: string
  readonly isReadOnly: boolean
  readonly isLast: boolean
  readonly onChange: (value: string) => void
  readonly onUndo: (key: 'undo' | 'redo') => void
  /** Back to the words; null for a field that has another one before it. */
  readonly onBack: (() => void) | null
  /** On to the line below the outcome. */
  readonly onLeave: () => void
}

function OutcomeField(props: OutcomeFieldProps): ReactNode {
  const { name, type, choices, outcome, outcomeLabel, value, isReadOnly, isLast, onChange, onUndo, onBack, onLeave } = props
  const { peopleListId, session } = useBoard()
  const words = useText(outcomeMessages)
  const fieldWords = useFieldWords()
  const language = useLanguage()
  const picker = useRef<DatePickerHandle>(null)
  const decisionsListId = useId()
  // While the field has the focus it shows what is typed; otherwise what the document says.
  const [draft, setDraft] = useState<string | null>(null)
  const key = fieldKey(name)
  const fieldName = key ? words(key) : name

  const write = (next: string): void => {
    setDraft(next)
    onChange(type === 'decision' ? decisionNamed(session.doc, next, outcome) : next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const undoKey = undoKeyOf(event)
    if (undoKey !== null) {
      setDraft(null)
      onUndo(undoKey)
    } else if (event.key === 'Tab' && event.shiftKey && onBack) onBack()
    else if (event.key === 'Escape' && onBack) onBack()
    else if (event.key === 'ArrowDown' && event.altKey && type === 'date') picker.current?.open()
    else if (event.key === 'Tab' && !event.shiftKey && !isLast) focusNextField(event.currentTarget)
    else if ((event.key === 'Tab' && !event.shiftKey) || (event.key === 'Enter' && !event.altKey && !event.nativeEvent.isComposing)) onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // A date that the calendar wrote reads as people say it, another decision by its number; words stay as typed.
  const resting = type === 'date' || type === 'decision' ? fieldWords({ name, type }, value, (id) => readLabel(session.doc, 'decision', id)) : value
  const shown = draft ?? resting
  const common = {
    'className': 'outcome-input',
    'data-field': name,
    'aria-label': words('fieldOf', { field: fieldName, label: outcomeLabel }),
    'value': shown,
    'disabled': isReadOnly,
    onKeyDown,
    'onFocus': () => setDraft(resting),
    'onBlur': () => setDraft(null),
  }
  if (type === 'flag') {
    return (
      <label className="outcome-field outcome-field-flag">
        <input
          type="checkbox"
          data-field={name}
          aria-label={words('fieldOf', { field: fieldName, label: outcomeLabel })}
          checked={value === flagSet}
          disabled={isReadOnly}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.target.checked ? flagSet : '')}
        />
        <span className="outcome-field-name">{fieldName}</span>
      </label>
    )
  }
  return (
    <label className={`outcome-field outcome-field-${type}`}>
      <span className="outcome-field-name">{fieldName}</span>
      {type === 'status' ? (
        <select {...common} value={choices.includes(shown) ? shown : choices[0]} onChange={(event) => write(event.target.value)}>
          {choices.map((status) => (
            <option key={status} value={status}>
              {words(fieldKey(status) ?? 'statusUnsaid')}
            </option>
          ))}
        </select>
      ) : (
        <span className="outcome-input-sizer" data-value={shown}>
          <input
            {...common}
            type="text"
            dir="auto"
            size={type === 'count' ? 2 : 6}
            {...(type === 'person' ? { list: peopleListId } : {})}
            {...(type === 'decision' ? { list: decisionsListId } : {})}
            {...(type === 'count' ? { inputMode: 'numeric', 'aria-invalid': shown.trim() !== '' && countIn(shown) === null } : {})}
            {...(type === 'date' ? { 'aria-keyshortcuts': datePickerKey } : {})}
            autoComplete="off"
            onChange={(event) => write(event.target.value)}
          />
        </span>
      )}
      {type === 'decision' && draft !== null && <DecisionList id={decisionsListId} doc={session.doc} without={outcome} />}
      {type === 'date' && (
        <DatePicker
          ref={picker}
          value={value}
          isDisabled={isReadOnly}
          onChoose={(date) => {
            setDraft((typed) => (typed === null ? null : formatDateField(date, language)))
            onChange(date)
          }}
        />
      )}
    </label>
  )
}

/** The name of the field that `element` is; none for anything else. */
function fieldIn(element: Element | null): readonly string[] {
  const name = element instanceof HTMLElement ? element.dataset['field'] : undefined
  return name === undefined ? [] : [name]
}

/** On to the next field, past whatever stands beside one. */
function focusNextField(field: Element): void {
  const fields = [...(field.closest('fieldset')?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  fields[fields.findIndex((candidate) => candidate === field) + 1]?.focus()
}

/** The outcome node with its view. Words are ProseMirror's business: React draws again only when kind, id or a field changes. */
export const OutcomeWithView = OutcomeNode.extend({
  addNodeView() {
    return ReactNodeViewRenderer(OutcomeView, {
      className: 'outcome-node',
      update: ({ oldNode, newNode, updateProps }) => {
        const isChanged = Object.keys(newNode.attrs).some((name) => oldNode.attrs[name] !== newNode.attrs[name])
        if (isChanged) updateProps()
        return true
      },
    })
  },
})
