/** Light, dark or as the system has it, in the app and on the guests' page alike. */
import { useMemo } from 'react'
import { appearances, type Appearance } from '../../shared/ipc/appearance.ts'
import { useText } from './words/i18n.tsx'
import { messages } from './words/messages.ts'

/** `system`: what "like the system" is called. */
export function useAppearanceChoices(system: string): readonly { readonly value: Appearance; readonly label: string }[] {
  const text = useText(messages)
  return useMemo(() => appearances.map((value) => ({ value, label: value === 'system' ? system : text(`appearance_${value}`) })), [system, text])
}
