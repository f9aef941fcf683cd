resource "aws_cloudwatch_event_rule" "start" {
  name = "${local.stack}-start"

  event_pattern = jsonencode({
    source      = [local.workflow.event.source]
    detail-type = [local.workflow.event.detail_type]
  })
}

resource "aws_cloudwatch_event_target" "start" {
  rule = aws_cloudwatch_event_rule.start.name
  arn  = aws_lambda_function.trigger["start"].arn

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.start_dead_letter.arn
  }
}

resource "aws_lambda_permission" "event" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.trigger["start"].function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.start.arn
}
