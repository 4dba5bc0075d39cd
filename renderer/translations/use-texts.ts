/** The texts of an open workshop and their translations into one language, read anew shortly after anything changed. */
import { useEffect, useMemo, useState } from 'react'
import type { Doc } from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { textGroups, type TextGroup, type TranslatableText } from '../../shared/translations/texts.ts'
import { Translator, type Found } from '../../shared/translations/translator.ts'

export type TextRow = { readonly text: TranslatableText; readonly found: Found }

export type RowGroup = {
  readonly id: string
  readonly group: TextGroup
  readonly rows: readonly TextRow[]
  readonly done: number
  readonly stale: number
}

const pauseMs = 150

/** The workshop as it stands, not more often than a screen can follow. */
export function useWorkshopNow(doc: Doc): Workshop {
  const [workshop, setWorkshop] = useState(() => readWorkshop(doc))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const onUpdate = (): void => {
      timer ??= setTimeout(() => {
        timer = null
        setWorkshop(readWorkshop(doc))
      }, pauseMs)
    }
    doc.on('update', onUpdate)
    return () => {
      doc.off('update', onUpdate)
      if (timer !== null) clearTimeout(timer)
    }
  }, [doc])
  return workshop
}

/** Groups in the order of the minutes, each text once: the same words in one place have one translation. */
export function useTexts(workshop: Workshop, language: string): readonly RowGroup[] {
  return useMemo(() => {
    const translator = new Translator(workshop, language)
    return textGroups(workshop).map((group): RowGroup => {
      const once = new Map(group.texts.map((text) => [rowKey(text), text]))
      const rows = [...once.values()].map((text): TextRow => ({ text, found: translator.find(text.unit, text.source) }))
      return {
        id: 'id' in group.place ? `${group.place.kind}:${group.place.id}` : group.place.kind,
        group,
        rows,
        done: rows.filter(({ found }) => found.kind !== 'missing').length,
        stale: rows.filter(({ found }) => found.kind === 'stale').length,
      }
    })
  }, [workshop, language])
}

/** What tells the rows of a group apart. */
export function rowKey({ unit, source }: TranslatableText): string {
  return `${unit} ${source}`
}
