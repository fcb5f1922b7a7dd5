;;; emacs.el --- What an author does in Emacs with Eglot, step by step  -*- lexical-binding: t -*-
;;; What was seen goes into a file, as JSON.
;;; Called with: emacs --batch -l SETUP -l emacs.el, the design in SDESIGN_FILE and the result's path in SDESIGN_SEEN.

(require 'json)
(require 'seq)
(require 'eglot)
(require 'flymake)

(defvar seen nil)
(defvar wait 20.0)

(defun see (name value) (push (cons name value) seen))

(defun until (condition)
  "Let messages in until CONDITION gives something, which is returned."
  (let ((end (+ (float-time) wait)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    found))

(defun text () (buffer-substring-no-properties (point-min) (point-max)))

(defun findings ()
  (flymake-start)
  (mapcar (lambda (one)
            `((message . ,(flymake-diagnostic-text one))
              (type . ,(symbol-name (flymake-diagnostic-type one)))
              (text . ,(buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))))
          (flymake-diagnostics)))

(defun mentions (word)
  (lambda () (seq-find (lambda (one) (string-match-p word (alist-get 'message one))) (findings))))

(defun go (needle)
  (goto-char (point-min))
  (search-forward needle)
  (goto-char (match-beginning 0)))

(defun run ()
  (find-file (getenv "SDESIGN_FILE"))
  (see 'mode (symbol-name major-mode))
  ;; `eglot-ensure' connects once the command loop runs, which a batch does not have.
  (apply #'eglot--connect (eglot--guess-contact))
  (until (lambda () (eglot-managed-p)))
  (see 'capabilities (vconcat (seq-filter #'identity
    (mapcar (lambda (one) (and (eglot--server-capable one) (symbol-name one)))
            '(:hoverProvider :renameProvider :documentFormattingProvider :completionProvider)))))

  ;; A misspelt name is underlined.
  (until (mentions "Bakend"))
  (see 'diagnostics (vconcat (findings)))

  ;; A quick fix mends it.
  (go "Bakend")
  (let* ((actions (eglot-code-actions (point) (+ (point) 6) "quickfix"))
         (first (seq-elt actions 0)))
    (see 'actions (vconcat (mapcar (lambda (one) (plist-get one :title)) actions)))
    (eglot--apply-workspace-edit (plist-get first :edit)))
  (see 'mended (text))
  ;; Changes are sent when Emacs is idle, which a batch never is.
  (eglot--signal-textDocument/didChange)
  (until (lambda () (not (funcall (mentions "Bakend")))))
  (see 'remaining (vconcat (findings)))

  ;; Completion.
  (goto-char (point-min))
  (search-forward "\nBackend -> ")
  (let* ((capf (eglot-completion-at-point))
         (table (nth 2 capf)))
    (see 'offers (vconcat (mapcar (lambda (one) (string-trim (substring-no-properties one)))
                                  (all-completions "" table (plist-get (nthcdr 3 capf) :predicate))))))

  (go "Backend")
  (let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (see 'hover (eglot--hover-info (plist-get hover :contents) (plist-get hover :range))))

  (go "Backend \"")
  (let ((definitions (progn (search-forward "Buyer -> ") (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))))
    (see 'definition (xref-location-line (xref-item-location (car definitions)))))

  (when (eglot--server-capable :renameProvider)
    (go "Backend")
    (eglot-rename "Server")
    (see 'renamed (text)))

  (when (eglot--server-capable :documentFormattingProvider)
    (goto-char (point-min))
    (insert "     ")
    (eglot-format-buffer)
    (see 'formatted (text)))

  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot--current-server-or-lose))
  (see 'stopped t))

(condition-case err
    (run)
  (error (see 'error (format "%S" err))))

(with-temp-file (getenv "SDESIGN_SEEN")
  (insert (json-encode seen)))
(kill-emacs 0)
