/** Settings of this computer. Every change holds at once. */
import { FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AppInfo } from '../../shared/ipc/desktop-api.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { Button } from '../base/controls/button.tsx'
import { ChoiceField } from '../base/controls/choice.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { SelectField, SwitchField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages as baseMessages } from '../base/words/messages.ts'
import '../base/look/page.css'
import { SharedTextField } from '../base/controls/shared-text-field.tsx'
import { useAppearanceChoices } from '../base/use-appearance-choices.ts'
import { useLanguageChoices } from '../base/use-language-choices.ts'
import { messages } from './messages.ts'

export type SettingsDialogProps = {
  readonly settings: Settings
  readonly info: AppInfo
  readonly onChange: (change: Partial<Settings>) => void
  readonly onWorkOffline: (isOffline: boolean) => void
  readonly onShowFolder: () => void
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function SettingsDialog({ settings, info, onChange, onWorkOffline, onShowFolder, onClose }: SettingsDialogProps): ReactNode {
  const text = useText(messages)
  const baseText = useText(baseMessages)
  const choices = useLanguageChoices(text('languageSystem'))
  const appearances = useAppearanceChoices(text('languageSystem'))
  return (
    <Dialog title={text('settings')} isOpen onClose={onClose}>
      <DialogBody>
        <div className="form-pair">
          {/* A name is never taken away: an empty field leaves the one that others know. */}
          <SharedTextField label={text('name')} value={settings.name} onChange={(name) => name.trim() !== '' && onChange({ name })} />
          <SharedTextField label={text('organisation')} value={settings.organisation} onChange={(organisation) => onChange({ organisation })} />
        </div>
        <div className="form-pair">
          <SelectField
            label={text('language')}
            help={text('languageHelp')}
            value={settings.language}
            options={choices.languages}
            onChange={(language) => onChange({ language })}
          />
          <SelectField
            label={text('direction')}
            value={settings.direction}
            options={choices.directions}
            onChange={(direction) => onChange({ direction })}
          />
        </div>
        <ChoiceField label={baseText('appearance')} value={settings.appearance} options={appearances} onChange={(appearance) => onChange({ appearance })} />
        <div>
          <SwitchField isSelected={settings.isWorkingOffline} onChange={onWorkOffline}>
            {text('workOffline')}
          </SwitchField>
          <p className="quiet small">{text('workOfflineHelp')}</p>
        </div>
        <div className="settings-folder">
          <SharedTextField label={text('dataFolder')} isReadOnly value={info.dataDirectory} onChange={() => undefined} />
          <Button icon={FolderOpen} onPress={onShowFolder}>
            {text('showFolder')}
          </Button>
        </div>
        {!info.isKeyringThere && <p className="quiet small">{text('noKeyring')}</p>}
        <p className="quiet small">{text('version', { version: info.version })}</p>
      </DialogBody>
      <DialogFooter>
        <Button tone="accent" onPress={onClose}>
          {text('save')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
