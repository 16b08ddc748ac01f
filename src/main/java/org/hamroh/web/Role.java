package org.hamroh.web;

/// What a person or a program may do here. Each route names the roles that it lets in; there is no
/// ladder, for an administrator has no business in a case.
public enum Role {
  OPERATOR,
  SUPERVISOR,
  MANAGER,
  ADMIN,
  AUDITOR,
  /// Somebody who lends the hotline a voice: records prompts, and sees nothing else.
  VOICE
}
