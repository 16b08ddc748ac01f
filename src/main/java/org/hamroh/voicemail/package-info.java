/// Voice messages: what callers say after a tone becomes a task with a due time, kept sealed,
/// played to staff, and each listening is written down.
package org.hamroh.voicemail;
