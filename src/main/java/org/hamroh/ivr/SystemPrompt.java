package org.hamroh.ivr;

import org.hamroh.ivr.step.Prompt;

/// Prompts that the engine says by itself, in any script. Every site must have their texts.
public enum SystemPrompt {
  /// Before the first queue or recording of a call; the caller must hear it to the end.
  PRIVACY(new Prompt("privacy", true, true, false, true)),
  NO_INPUT(Prompt.of("no-input")),
  INVALID(Prompt.of("invalid")),
  RETRY(Prompt.of("retry")),
  /// "We are connecting you to an operator."
  TOO_MANY_ERRORS(Prompt.of("too-many-errors")),
  /// "Send 1, hear 2, again 3."
  MESSAGE_CONFIRM(Prompt.of("message-confirm")),
  /// Fewer digits were keyed than there must be.
  DIGITS_INCOMPLETE(Prompt.of("digits-incomplete")),
  /// "Have you keyed it right?", for digits that cannot be read back.
  DIGITS_SURE(Prompt.of("digits-sure")),
  /// In the place of a text that is past its day: "an operator tells you about this".
  ASK_OPERATOR(Prompt.of("ask-operator"));

  private final Prompt prompt;

  SystemPrompt(Prompt prompt) {
    this.prompt = prompt;
  }

  public Prompt prompt() {
    return prompt;
  }
}
