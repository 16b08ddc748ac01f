package org.hamroh.callback.order;

/// An operator who could take the next call: now, or when the work after a talk is done.
///
/// @param name `op1`
/// @param idle whether a call could come now
/// @param held whether the PBX keeps waiting callers from this operator, so that a call-back finds
///             somebody when it is answered
public record Operator(String name, boolean idle, boolean held) {}
