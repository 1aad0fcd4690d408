package dev.runtimeagent.bootstrap.settings;

import dev.runtimeagent.application.setting.SettingValues;
import dev.runtimeagent.bootstrap.discovery.FoundRuntime;

/**
 * Which kinds of Runtimes are used.
 *
 * @param values of all settings that they declare
 */
public record Choice(FoundRuntime home, FoundRuntime target, SettingValues values) {}
