package dev.sommelier.load.result;

/// What the service and the generator took of the machine.
///
/// @param processors of the service
/// @param cpu processors that it kept busy, in the mean; NaN where it is not known
/// @param cpuMillis its processor time for each answered photo; NaN where it is not known
/// @param memory bytes that it held at the end; NaN where it is not known
/// @param memoryPeak the most that it held
/// @param generatorCpu processors that the load itself kept busy
public record Usage(
        double processors, double cpu, double cpuMillis, double memory, double memoryPeak, double generatorCpu) {}
