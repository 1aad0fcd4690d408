package dev.runtimeagent.domain.plan;

/** Something an operator should know of one Application, by the name they know it by. */
public record Remark(String name, String reason) {}
