/** The Translations page: every text of the record with its translation beside it, place by place. */
import { useMemo, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { minutesLanguages, type MinutesLanguage } from '../../shared/minutes/labels-for.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { primaryLanguage } from '../../shared/translations/translator.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { languageNamesIn } from '../../shared/util/language-names.ts'
import { CheckboxField, SelectField } from '../base/controls/fields.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import { narrowWindow, useMediaQuery } from '../base/use-media-query.ts'
import { useRemembered } from '../base/remembered.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { GroupList } from './group-list.tsx'
import { messages } from './messages.ts'
import { TextRows } from './text-rows.tsx'
import './translations.css'
import { useTexts, useWorkshopNow, type RowGroup } from './use-texts.ts'

/** The page. */
export function TranslationsPage(): ReactNode {
  const text = useText(messages)
  const { locale } = useIntl()
  const { doc } = useWorkshopEdits()
  const workshop = useWorkshopNow(doc)
  const written = primaryLanguage(workshop.details.language)
  const offered = minutesLanguages.filter((language) => language !== written)
  const [wanted, setLanguage] = useRemembered<MinutesLanguage>('translation-language', minutesLanguages, 'fr')
  const language = offered.find((candidate) => candidate === wanted) ?? offered[0] ?? wanted
  const groups = useTexts(workshop, language)
  const [opened, setOpened] = useState<string | null>(null)
  const [isOpenOnly, setIsOpenOnly] = useState(false)
  const current = groups.find(({ id }) => id === opened) ?? groups.find(({ id }) => id.startsWith('board:')) ?? groups[0] ?? null
  const titles = useMemo(() => new Map(groups.map((group) => [group.id, groupTitle(group, workshop, text)])), [groups, workshop, text])
  const nameOf = useMemo(() => languageNamesIn(locale), [locale])

  // Where there is no room for a list beside the texts, none stands above them: they would be out of sight.
  const isNarrow = useMediaQuery(narrowWindow)
  const withProgress = ({ id, rows, done }: RowGroup): string => `${isolated(titles.get(id) ?? id)} · ${text('progress', { done, total: rows.length })}`

  if (!current) return <p className="translations-nothing quiet">{text('nothing')}</p>
  return (
    <div className="translations">
      {!isNarrow && (
        <section className="translations-side" aria-label={text('groups')}>
          <GroupList groups={groups} titles={titles} current={current.id} onOpen={setOpened} />
        </section>
      )}
      <div className="translations-main">
        <header className="translations-header">
          <div className="translations-words">
            <h1>{text('title')}</h1>
            <p className="quiet small">{text('help')}</p>
            {written === '' && <p className="quiet small">{text('noLanguage')}</p>}
          </div>
          {isNarrow && <SelectField label={text('groups')} value={current.id} options={groups.map((group) => ({ value: group.id, label: withProgress(group) }))} onChange={setOpened} />}
          <SelectField label={text('into')} className="translations-language" value={language} options={offered.map((value) => ({ value, label: nameOf(value) }))} onChange={setLanguage} />
        </header>
        <div className="translations-place">
          <h2 className={isNarrow ? 'visually-hidden' : 'any-script'}>{titles.get(current.id)}</h2>
          <CheckboxField isSelected={isOpenOnly} onChange={setIsOpenOnly}>
            {text('openOnly')}
          </CheckboxField>
        </div>
        <div aria-hidden className="text-columns">
          <span>{written === '' ? text('source_unknown') : text('source', { language: nameOf(written) })}</span>
          <span>{text('translation', { language: nameOf(language) })}</span>
        </div>
        <TextRows group={current} isOpenOnly={isOpenOnly} language={language} sourceLanguage={written} />
        <p className="quiet small">{text('keys')}</p>
      </div>
    </div>
  )
}

function groupTitle({ group: { place } }: RowGroup, workshop: Workshop, text: Text<keyof (typeof messages)['en']>): string {
  switch (place.kind) {
    case 'details':
      return text('group_details')
    case 'people':
      return text('group_people')
    case 'board':
      return workshop.boards.find(({ id }) => id === place.id)?.title ?? place.id
    case 'part': {
      const id = place.id.slice(place.id.indexOf(':') + 1)
      const title = workshop.items.find((item) => item.id === id)?.title ?? workshop.boards.find((board) => board.id === id)?.title
      return text('group_part', { title: title ?? (place.id === 'cover' ? text('group_cover') : place.id) })
    }
    default:
      return assertNever(place, 'place')
  }
}
