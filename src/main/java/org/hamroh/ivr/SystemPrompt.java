package org.hamroh.ivr;

import org.hamroh.ivr.step.Prompt;

/// Prompts that the engine says by itself, in any script. Every site must have their texts.
public enum SystemPrompt {
  /// Before the first queue or recording of a call; the caller must hear it to the end.
  PRIVACY(new Prompt("privacy", true, true)),
  NO_INPUT(Prompt.of("no-input")),
  INVALID(Prompt.of("invalid")),
  RETRY(Prompt.of("retry")),
  /// "We are connecting you to an operator."
  TOO_MANY_ERRORS(Prompt.of("too-many-errors")),
  /// "Send 1, hear 2, again 3."
  MESSAGE_CONFIRM(Prompt.of("message-confirm"));

  private final Prompt prompt;

  SystemPrompt(Prompt prompt) {
    this.prompt = prompt;
  }

  public Prompt prompt() {
    return prompt;
  }
}
