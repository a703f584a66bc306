import { useRef } from 'react';

/** Whether this browser lets a person pick a whole folder. */
export const PICKS_FOLDERS =
  typeof HTMLInputElement !== 'undefined' && 'webkitdirectory' in HTMLInputElement.prototype;

export interface FilePickerProps {
  /** On the button. */
  readonly label: string;
  /** Of the hidden field; absent: the button's. */
  readonly name?: string;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
  /** A folder is picked where `webkitdirectory` is given. */
  readonly kind?: { readonly accept: string } | { readonly webkitdirectory: '' };
  /** At least one file. */
  readonly onPick: (files: readonly File[]) => void;
}

/** A button that asks for files. */
export function FilePicker(props: FilePickerProps) {
  const { label, name = label, disabled = false, multiple = false, kind = {}, onPick } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={disabled}
        onClick={() => {
          if (!disabled) input.current?.click();
        }}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        hidden
        aria-label={name}
        {...kind}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same choice once more is a change again.
          currentTarget.value = '';
          if (files.length > 0) onPick(files);
        }}
      />
    </>
  );
}
