/** A button that asks for a file. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button, type ButtonTone } from './button.tsx'

export type FileButtonProps = {
  readonly icon?: LucideIcon
  readonly tone?: ButtonTone
  readonly className?: string
  /** Endings with their dot: ".csv". */
  readonly accept: readonly string[]
  /** Takes the focus when it comes: where the button before it went with what was chosen. */
  readonly autoFocus?: boolean
  readonly onFile: (file: File) => void
  readonly children: ReactNode
}

/** Opens the system's dialog; the same file can be chosen again. */
export function FileButton({ icon, tone = 'plain', className = '', accept, autoFocus = false, onFile, children }: FileButtonProps): ReactNode {
  return (
    <FileTrigger
      acceptedFileTypes={accept}
      onSelect={(files) => {
        const [file] = files ?? []
        if (file) onFile(file)
      }}
    >
      <Button tone={tone} className={className} autoFocus={autoFocus} {...(icon ? { icon } : {})}>
        {children}
      </Button>
    </FileTrigger>
  )
}
