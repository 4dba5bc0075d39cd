/** The fields that describe a workshop, one by one; the New workshop dialog shows some of them, the Details page all. */
import { useId, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { attributions, distributions, meetingModes, type PartialDate, type WorkshopDetails } from '../../../shared/model/workshop.ts'
import { daysInMonth, monthNames } from '../dates.ts'
import { detailsMessages } from '../words/details-messages.ts'
import './details-fields.css'
import { SelectField } from './fields.tsx'
import { useText } from '../words/i18n.tsx'
import { SharedTextField } from './shared-text-field.tsx'
import { readWholeNumber } from '../whole-number.ts'

type TextName = { [Name in keyof WorkshopDetails]: string extends WorkshopDetails[Name] ? Name : never }[keyof WorkshopDetails]
type ListName = { [Name in keyof WorkshopDetails]: WorkshopDetails[Name] extends readonly string[] ? Name : never }[keyof WorkshopDetails]

export type DetailsFieldProps = {
  readonly details: WorkshopDetails
  readonly onChange: (change: Partial<WorkshopDetails>) => void
  readonly isReadOnly?: boolean
}

const helps = {
  title: 'titleHelp',
  body: 'bodyHelp',
  session: 'sessionHelp',
  focus: 'focusHelp',
  purpose: 'purposeHelp',
  attendanceNote: 'attendanceNoteHelp',
  seriesNumber: 'seriesNumberHelp',
  timeZone: 'timeZoneHelp',
  funding: 'fundingHelp',
  welcome: 'welcomeHelp',
  quorum: 'quorumHelp',
  agendaAdoption: 'agendaAdoptionHelp',
  previousMinutes: 'previousMinutesHelp',
  commentDeadline: 'commentDeadlineHelp',
} as const

/** One text of the details. */
export function DetailsTextField(props: DetailsFieldProps & { readonly name: Exclude<TextName, 'language'>; readonly rows?: number; readonly error?: string | null }): ReactNode {
  const { details, onChange, isReadOnly = false, name, rows, error } = props
  const text = useText(detailsMessages)
  const help = name in helps ? text(helps[name as keyof typeof helps]) : undefined
  return (
    <SharedTextField
      label={text(name)}
      isReadOnly={isReadOnly}
      value={details[name]}
      onChange={(value) => onChange({ [name]: value })}
      {...(help === undefined ? {} : { help })}
      {...(rows === undefined ? {} : { rows })}
      {...(error === undefined ? {} : { error })}
    />
  )
}

/** A list of texts, one per line. */
export function DetailsListField({ details, onChange, isReadOnly = false, name }: DetailsFieldProps & { readonly name: ListName }): ReactNode {
  const text = useText(detailsMessages)
  return (
    <SharedTextField
      label={text(name)}
      help={text(name === 'abbreviations' ? 'abbreviationsHelp' : 'onePerLine')}
      rows={3}
      isReadOnly={isReadOnly}
      value={details[name].join('\n')}
      onChange={(value) => onChange({ [name]: value.split('\n').filter((line) => line.trim() !== '') })}
    />
  )
}

const choices = { mode: meetingModes, distribution: distributions, attribution: attributions } as const

/** One of a few: how people take part, who may have the minutes, who is named. */
export function DetailsChoiceField({ details, onChange, isReadOnly = false, name }: DetailsFieldProps & { readonly name: keyof typeof choices }): ReactNode {
  const text = useText(detailsMessages)
  const offered: readonly string[] = choices[name]
  return (
    <SelectField
      label={text(name)}
      isDisabled={isReadOnly}
      value={details[name]}
      options={offered.map((value) => ({ value, label: text(`${name}_${value}` as ChoiceKey) }))}
      onChange={(value) => onChange({ [name]: value })}
      {...(name === 'attribution' ? { help: text('attributionHelp') } : {})}
    />
  )
}

type ChoiceKey = { [Name in keyof typeof choices]: `${Name}_${(typeof choices)[Name][number]}` }[keyof typeof choices]

/** Day, month and year, each of which may stay open. */
export function DetailsDateField({ details, onChange, isReadOnly = false }: DetailsFieldProps): ReactNode {
  const text = useText(detailsMessages)
  const { locale } = useIntl()
  const labelId = useId()
  const { date } = details
  const months = monthNames(locale)
  const set = (change: Partial<PartialDate>): void => onChange({ date: { ...date, ...change } })
  const monthName = date.month === null ? '' : (months[date.month - 1] ?? '')
  const isBadDay = date.month !== null && date.day !== null && date.day > daysInMonth(date.month, date.year)
  return (
    <fieldset className="date-field" aria-labelledby={labelId}>
      <span id={labelId} className="visually-hidden">
        {text('date')}
      </span>
      <SharedTextField
        label={text('day')}
        inputMode="numeric"
        maxLength={2}
        isReadOnly={isReadOnly}
        value={date.day === null ? '' : String(date.day)}
        onChange={(value) => set({ day: wholeNumber(value, 1, 31) })}
        error={isBadDay ? text('badDay', { month: monthName, day: date.day }) : null}
      />
      <SelectField
        label={text('month')}
        isDisabled={isReadOnly}
        value={String(date.month ?? '')}
        options={[{ value: '', label: text('noMonth') }, ...months.map((name, index) => ({ value: String(index + 1), label: name }))]}
        onChange={(value) => set({ month: wholeNumber(value, 1, 12) })}
      />
      <SharedTextField
        label={text('year')}
        help={text('yearHelp')}
        inputMode="numeric"
        maxLength={4}
        isReadOnly={isReadOnly}
        value={date.year === null ? '' : String(date.year)}
        onChange={(value) => set({ year: wholeNumber(value, 1, 9999) })}
      />
    </fieldset>
  )
}

// Languages that the app's users write most; any other can be typed by its code.
const offeredLanguages = ['en', 'fr', 'es', 'ca', 'it', 'pt', 'el', 'ar', 'de'] as const

/** The language that the record is written in. */
export function DetailsLanguageField({ details, onChange, isReadOnly = false }: DetailsFieldProps): ReactNode {
  const text = useText(detailsMessages)
  const { locale } = useIntl()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  // Until it is chosen otherwise: what is typed may begin like a language that is offered ("pt" of "pt-BR").
  const [isOther, setIsOther] = useState(false)
  const isOffered = !isOther && (details.language === '' || offeredLanguages.some((language) => language === details.language))
  return (
    <div className="form-pair">
      <SelectField
        label={text('language')}
        isDisabled={isReadOnly}
        value={isOffered ? details.language : '?'}
        options={[
          { value: '', label: text('noMonth') },
          ...offeredLanguages.map((language) => ({ value: language, label: capitalise(names.of(language) ?? language, locale) })),
          { value: '?', label: text('otherLanguage') },
        ]}
        onChange={(language) => {
          setIsOther(language === '?')
          onChange({ language: language === '?' ? 'und' : language })
        }}
      />
      {!isOffered && (
        <SharedTextField
          label={text('languageTag')}
          help={text('languageTagHelp')}
          maxLength={35}
          isReadOnly={isReadOnly}
          value={details.language === 'und' ? '' : details.language}
          onChange={(language) => {
            setIsOther(true)
            onChange({ language: language.trim() === '' ? 'und' : language.trim() })
          }}
        />
      )}
    </div>
  )
}

function capitalise(word: string, locale: string): string {
  return word.slice(0, 1).toLocaleUpperCase(locale) + word.slice(1)
}

function wholeNumber(text: string, min: number, max: number): number | null {
  const number = readWholeNumber(text)
  return number !== null && number >= min && number <= max ? number : null
}
