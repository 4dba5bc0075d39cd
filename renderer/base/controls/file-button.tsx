/** A button that asks for a file. */
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button, type ButtonTone } from './button.tsx'

export type FileButtonProps = {
  readonly icon?: LucideIcon
  readonly tone?: ButtonTone
  readonly className?: string
  /** Endings with their dot: ".csv". */
  readonly accept: readonly string[]
  /** Takes the focus when it comes, for a button that went as something was chosen by it. */
  readonly takesFocus?: boolean
  readonly onFile: (file: File) => void
  readonly children: ReactNode
}

/** Opens the system's dialog; the same file can be chosen again. */
export function FileButton({ icon, tone = 'plain', className = '', accept, takesFocus = false, onFile, children }: FileButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <FileTrigger
      acceptedFileTypes={accept}
      onSelect={(files) => {
        const [file] = files ?? []
        if (file) onFile(file)
      }}
    >
      <Button ref={button} tone={tone} className={className} {...(icon ? { icon } : {})}>
        {children}
      </Button>
    </FileTrigger>
  )
}
