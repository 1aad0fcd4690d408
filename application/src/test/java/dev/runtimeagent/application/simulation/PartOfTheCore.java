package dev.runtimeagent.application.simulation;

/** Something of the simulation whose memory counts as the core's. */
public interface PartOfTheCore {}
