// Imported first: a simulation counts by itself, and a log line for each of its pages would cost more than the page.
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
