/// Screening for forced labour during a talk: questions, answers with the caller's words, and what
/// the signs say. An aid for the operator, never a label for a person.
package org.hamroh.screening;
